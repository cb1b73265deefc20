using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>An argument of a written policy: <c>0.5</c> or <c>p=0.5</c>.</summary>
/// <param name="Key">Its name; null where it has none.</param>
/// <param name="Text">Its value.</param>
/// <param name="Position">Where the value begins, from 1.</param>
internal sealed record PolicyArgument(string? Key, string Text, int Position)
{
    public double Number() =>
        double.TryParse(Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw PolicyParser.Error(Position, $"'{Text}' is no number; write one such as 0.5");

    public int Whole() =>
        int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw PolicyParser.Error(Position, $"'{Text}' is no whole number; write one such as 3");

    public IReadOnlySet<long> Ids() => Text.Length == 0
        ? new HashSet<long>()
        : Text.Split('+').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw PolicyParser.Error(Position, $"'{part}' is no expert's number; write them such as 4+9")).ToHashSet();
}
