namespace ExpertRouter.App.Messaging;

/// <summary>Section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Messaging";

    /// <summary>How messages travel.</summary>
    public MessageTransport Transport { get; set; }

    /// <summary>Address of the RabbitMQ server, such as <c>amqp://user:password@host:5672/virtual-host</c>; <c>amqps</c> for TLS.</summary>
    public Uri? Address { get; set; }

    /// <summary>Put before the names of queues and exchanges, for several installations on one broker; lower-case letters, digits, hyphens.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Messages that one consumer handles at once.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>How long an outcome waits for what must come before it, such as a resolution for the acceptance; 0 for not at all.</summary>
    public TimeSpan OutcomePatience { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the outbox is looked into.</summary>
    public TimeSpan RelayEvery { get; set; } = TimeSpan.FromSeconds(.5);

    /// <summary>How often the sweeper runs.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(30);
}
