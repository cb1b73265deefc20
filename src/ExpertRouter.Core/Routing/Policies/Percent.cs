using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>Numbers in the words and names of policies.</summary>
internal static class Percent
{
    /// <summary>Such as <c>62 %</c>.</summary>
    public static string Of(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    /// <summary>A parameter that must be a share.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in [0, 1].</exception>
    public static double Checked(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between 0 and 1.");
}
