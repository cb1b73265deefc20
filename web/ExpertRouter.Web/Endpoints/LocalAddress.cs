namespace ExpertRouter.Web.Endpoints;

/// <summary>Where to go after a form: never to another site.</summary>
public static class LocalAddress
{
    /// <summary><paramref name="address"/> when it is a path of this portal, otherwise the search page.</summary>
    public static string OrHome(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal)
        && !address.Any(char.IsControl)
            ? address
            : "/";
}
