namespace ExpertRouter.Web.Components.Shared;

/// <summary>Addresses from sources, as links.</summary>
public static class SafeUrl
{
    /// <summary>The address when it is http, https or mailto; anything else (a script, a file) is no link.</summary>
    public static string? Of(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "mailto") ? uri.AbsoluteUri : null;
}
