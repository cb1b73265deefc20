namespace ExpertRouter.App.Ingestion.Text;

/// <summary>Shortens raw rows for the rejects file.</summary>
public static class Excerpt
{
    private const int Limit = 2000;

    /// <summary>The first 2,000 characters, with the number of those left out.</summary>
    public static string Of(string raw)
    {
        if (raw.Length <= Limit)
            return raw;
        var cut = char.IsHighSurrogate(raw[Limit - 1]) ? Limit - 1 : Limit;
        return $"{raw[..cut]}… ({raw.Length - cut} more characters)";
    }
}
