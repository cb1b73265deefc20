namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>Section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Who is told.</summary>
    public IList<WebhookSubscription> Subscriptions { get; } = [];

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Waits before the tries after the first; when all have failed, the delivery joins the failed messages.</summary>
    public IList<TimeSpan> Retries { get; } = [];

    /// <summary>Used when <see cref="Retries"/> is left empty.</summary>
    public static IReadOnlyList<TimeSpan> DefaultRetries { get; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1)];
}
