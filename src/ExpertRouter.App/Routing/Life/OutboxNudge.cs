using ExpertRouter.App.Setup;

namespace ExpertRouter.App.Routing.Life;

/// <summary>Tells the outbox that a ticket has moved. Thread-safe.</summary>
public sealed class OutboxNudge(TimeProvider time) : WakeUp(time);
