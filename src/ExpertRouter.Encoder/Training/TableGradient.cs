using System.Numerics.Tensors;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Gradient of the table for the rows that a step touched, and the lazy Adam step on them: moments of untouched rows stay as they are.
/// Adds in a fixed order, so equal input gives equal bits.
/// </summary>
/// <param name="fixedComponents">how many of a row's first components never move.</param>
internal sealed class TableGradient(EmbeddingTable table, int fixedComponents = 0)
{
    private readonly int[] slots = CreateSlots(table.RowCount);
    private readonly List<int> touched = [];
    private float[] rows = new float[1024 * table.Width];
    private float[] logWeights = new float[1024];

    public IReadOnlyList<int> Touched => touched;

    /// <summary>gradient of row id += factor · gradient; gradient of its log weight += <paramref name="logWeight"/>.</summary>
    public void Add(int id, ReadOnlySpan<float> gradient, float factor, float logWeight)
    {
        var slot = slots[id];
        if (slot < 0)
            slot = Touch(id);
        var row = rows.AsSpan(slot * table.Width, table.Width);
        TensorPrimitives.MultiplyAdd(gradient, factor, row, row);
        logWeights[slot] += logWeight;
    }

    public ReadOnlySpan<float> RowOf(int id) => rows.AsSpan(slots[id] * table.Width, table.Width);

    public float LogWeightOf(int id) => logWeights[slots[id]];

    /// <summary>Takes the step with the gradient times <paramref name="scale"/>, then forgets the gradient.</summary>
    public void Apply(float scale, float rowRate, float weightRate, int step)
    {
        for (var slot = 0; slot < touched.Count; slot++)
        {
            var id = touched[slot];
            var gradient = rows.AsSpan(slot * table.Width, table.Width);
            TensorPrimitives.Multiply(gradient, scale, gradient);
            var (start, count) = (id * table.Width + fixedComponents, table.Width - fixedComponents);
            Adam.Update(
                table.Row(id)[fixedComponents..],
                gradient[fixedComponents..],
                table.FirstMoments.AsSpan(start, count),
                table.SecondMoments.AsSpan(start, count),
                rowRate,
                step);
            Adam.Update(
                table.LogWeights.AsSpan(id, 1),
                [scale * logWeights[slot]],
                table.WeightFirstMoments.AsSpan(id, 1),
                table.WeightSecondMoments.AsSpan(id, 1),
                weightRate,
                step);
            slots[id] = -1;
        }

        touched.Clear();
    }

    private static int[] CreateSlots(int count)
    {
        var slots = new int[count];
        Array.Fill(slots, -1);
        return slots;
    }

    private int Touch(int id)
    {
        var slot = touched.Count;
        if (slot == logWeights.Length)
        {
            Array.Resize(ref logWeights, 2 * slot);
            Array.Resize(ref rows, 2 * slot * table.Width);
        }

        rows.AsSpan(slot * table.Width, table.Width).Clear();
        logWeights[slot] = 0;
        touched.Add(id);
        return slots[id] = slot;
    }
}
