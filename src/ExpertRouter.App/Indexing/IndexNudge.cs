using ExpertRouter.App.Setup;

namespace ExpertRouter.App.Indexing;

/// <summary>Tells the index that the store has changed. Thread-safe.</summary>
public sealed class IndexNudge(TimeProvider time) : WakeUp(time);
