namespace ExpertRouter.App.Messaging;

/// <summary>How messages travel.</summary>
public enum MessageTransport
{
    /// <summary>Inside the process; what is queued when it ends is gone, and the sweeper catches up from the store.</summary>
    InMemory,

    /// <summary>Through a RabbitMQ server.</summary>
    RabbitMq,
}
