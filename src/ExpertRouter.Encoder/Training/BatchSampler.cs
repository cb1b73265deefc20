using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Draws batch n of a run from the seed and n alone, so that a resumed run continues exactly as if it had never stopped. Thread-safe.
/// </summary>
internal sealed class BatchSampler
{
    private const float Masked = -1e9f;
    private const double TitleOnly = .08;
    private const double BodyOnly = .17;
    private const double ExpertPower = .75;
    private const int FamilyTries = 20;
    private const int ShortestCrop = 12;

    private readonly TrainingCorpus corpus;
    private readonly EncoderTrainingOptions options;
    private readonly int[] taught;
    private readonly int[] titled;
    private readonly List<int>[] documentsOf;
    private readonly int[] pairable;
    private readonly PairSources sources;
    private readonly HardNegativeIndex? hard;

    public BatchSampler(TrainingCorpus corpus, EncoderTrainingOptions options)
    {
        this.corpus = corpus;
        this.options = options;
        var documents = corpus.Documents;
        taught = [.. Enumerable.Range(0, documents.Count).Where(i => documents[i].Experts.Length > 0)];
        titled = [.. Enumerable.Range(0, documents.Count).Where(i => documents[i].IsPair)];
        documentsOf = [.. corpus.Experts.Select(_ => new List<int>())];
        foreach (var i in taught)
            foreach (var expert in documents[i].Experts)
                documentsOf[expert].Add(i);
        pairable = [.. Enumerable.Range(0, documentsOf.Length).Where(expert => documentsOf[expert].Select(i => documents[i].Family).Distinct().Count() >= 2)];
        sources = new PairSources([.. corpus.Pairs.Select(pair => pair.Source)], options.SourcePower);
        var available = titled.Length + corpus.Pairs.Count;
        hard = options.HardNegatives && corpus.Pairs.Count > 1 ? new HardNegativeIndex([.. corpus.Pairs.Select(pair => pair.Positive)]) : null;
        var same = options.SameExpertWeight > 0 ? Math.Min(options.SameExpertBatch, pairable.Length) : 0;
        Plan = new BatchPlan(
            options.ExpertWeight > 0 && taught.Length > 0 ? options.ExpertBatch : 0,
            same >= 2 ? same : 0,
            options.PairWeight > 0 ? Math.Min(options.PairBatch, available) : 0,
            hard is not null);
        if (Plan.Rows == 0)
            throw new InvalidOperationException("no loss is left to train on: give documents with experts or text pairs, and weights above 0");
    }

    public BatchPlan Plan { get; }

    public Batch Draw(int number)
    {
        var random = new SeededRandom(options.Seed * 0x9E3779B97F4A7C15 + (ulong)number);
        var texts = new List<int[]>(Plan.Rows);
        var targets = new float[Plan.ExpertTexts * corpus.Experts.Count];
        for (var i = 0; i < Plan.ExpertTexts; i++)
        {
            var document = corpus.Documents[taught[random.Next(taught.Length)]];
            texts.Add(Thinned(Part(document, random), random));
            foreach (var expert in document.Experts)
                targets[i * corpus.Experts.Count + expert] = 1f / document.Experts.Length;
        }

        var mask = DrawSameExpert(random, texts);
        DrawPairs(random, texts);
        return new Batch(texts, targets, mask);
    }

    private float[] DrawSameExpert(SeededRandom random, List<int[]> texts)
    {
        var chosen = pairable
            .Select(expert => (Expert: expert, Key: Math.Log(1 - random.NextDouble()) / Math.Pow(documentsOf[expert].Count, ExpertPower)))
            .OrderByDescending(entry => entry.Key)
            .Take(Plan.SameExpertPairs)
            .Select(entry => DrawTwo(entry.Expert, random))
            .ToArray();
        foreach (var (first, _) in chosen)
            texts.Add(Thinned(first.Whole, random));
        foreach (var (_, second) in chosen)
            texts.Add(Thinned(second.Whole, random));

        var mask = new float[chosen.Length * chosen.Length];
        for (var i = 0; i < chosen.Length; i++)
            for (var j = 0; j < chosen.Length; j++)
                if (i != j && ShareAnExpert(chosen[i].First, chosen[j].Second))
                    mask[i * chosen.Length + j] = Masked;
        return mask;
    }

    private (EncodedDocument First, EncodedDocument Second) DrawTwo(int expert, SeededRandom random)
    {
        var own = documentsOf[expert];
        var first = corpus.Documents[own[random.Next(own.Count)]];
        for (var attempt = 0; attempt < FamilyTries; attempt++)
        {
            var second = corpus.Documents[own[random.Next(own.Count)]];
            if (second.Family != first.Family)
                return (first, second);
        }

        return (first, own.Select(i => corpus.Documents[i]).First(document => document.Family != first.Family));
    }

    private void DrawPairs(SeededRandom random, List<int[]> texts)
    {
        var fromPairs = corpus.Pairs.Count == 0 ? 0 : titled.Length == 0 ? Plan.TextPairs : Plan.TextPairs / 2;
        var drawn = new List<(int[] Anchor, int[] Positive, int[]? Negative)>(Plan.TextPairs);
        foreach (var i in fromPairs == 0 ? [] : sources.Draw(random, fromPairs))
        {
            var (anchor, positive) = Cropped(corpus.Pairs[i], random);
            drawn.Add((anchor, positive, hard is null ? null : corpus.Pairs[hard.Find(i, corpus.Pairs[i].Anchor)].Positive));
        }

        foreach (var i in PairSources.Distinct(random, titled.Length, Plan.TextPairs - drawn.Count))
            drawn.Add((corpus.Documents[titled[i]].Title, corpus.Documents[titled[i]].Body, null));
        while (drawn.Count < Plan.TextPairs)
            drawn.Add(drawn[random.Next(drawn.Count)]);
        texts.AddRange(drawn.Select(pair => Thinned(pair.Anchor, random)));
        texts.AddRange(drawn.Select(pair => Thinned(pair.Positive, random)));
        if (Plan.HardNegatives)
            texts.AddRange(drawn.Select(pair => Thinned(pair.Negative ?? corpus.Pairs[random.Next(corpus.Pairs.Count)].Positive, random)));
    }

    private (int[] Anchor, int[] Positive) Cropped(EncodedPair pair, SeededRandom random)
    {
        if (options.CropShare == 0 || pair.Positive.Length < 2 * ShortestCrop || random.NextDouble() >= options.CropShare)
            return (pair.Anchor, pair.Positive);
        var cut = ShortestCrop + random.Next(pair.Positive.Length - 2 * ShortestCrop + 1);
        return (pair.Positive[..cut], pair.Positive[cut..]);
    }

    private static int[] Part(EncodedDocument document, SeededRandom random)
    {
        var share = random.NextDouble();
        if (share < TitleOnly && document.Title.Length > 0)
            return document.Title;
        return share is >= TitleOnly and < TitleOnly + BodyOnly && document.Body.Length > 0 ? document.Body : document.Whole;
    }

    private int[] Thinned(int[] ids, SeededRandom random) =>
        options.TokenDropout == 0 ? ids : [.. ids.Where((_, position) => position == 0 || random.NextDouble() >= options.TokenDropout)];

    private static bool ShareAnExpert(EncodedDocument left, EncodedDocument right) => left.Experts.AsSpan().IndexOfAny(right.Experts) >= 0;
}
