namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>A system that is told of what happens to tickets.</summary>
public sealed class WebhookSubscription
{
    /// <summary>Its name, unique; deliveries under way find the subscription by it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where to post.</summary>
    public Uri? Url { get; set; }

    /// <summary>Key of the signature, 16 characters at least.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Moves to tell of, such as <c>resolve</c>; empty means all.</summary>
    public IList<string> Moves { get; } = [];
}
