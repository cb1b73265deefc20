namespace ExpertRouter.App.Messaging.Failures;

/// <summary>Stands on a message under way that has been kept: one that cannot be read fails first and then is also unknown.</summary>
internal sealed class KeptMark;
