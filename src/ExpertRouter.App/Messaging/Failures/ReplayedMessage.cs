namespace ExpertRouter.App.Messaging.Failures;

/// <summary>Stands for a message that is sent as it was.</summary>
internal sealed record ReplayedMessage;
