namespace ExpertRouter.Testing;

/// <summary>The RabbitMQ server for tests.</summary>
public static class TestBroker
{
    /// <summary>Environment variable with its address.</summary>
    public const string Variable = "EXPERTROUTER_TEST_RABBITMQ";

    /// <summary>Why tests that need it are skipped.</summary>
    public const string Missing = $"set {Variable} to the address of a RabbitMQ server: tests/start-rabbitmq.sh";

    /// <summary>Its address; null when none is configured.</summary>
    public static string? Address => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? address : null;

    /// <summary>A prefix for queues and exchanges that nobody else uses.</summary>
    public static string NewPrefix() => "test-" + Guid.CreateVersion7().ToString("N");
}
