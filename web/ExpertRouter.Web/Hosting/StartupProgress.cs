namespace ExpertRouter.Web.Hosting;

/// <summary>Where the start-up work stands, for the banner on the first page. Thread-safe.</summary>
public sealed class StartupProgress
{
    private volatile State _state = new(StartupPhase.Starting, 0, null, null);

    /// <summary>The latest state.</summary>
    public State Current => _state;

    /// <summary>Reports a step.</summary>
    public void Report(StartupPhase phase, long done = 0, long? total = null, string? problem = null) =>
        _state = new State(phase, done, total, problem);

    /// <summary>A state. <paramref name="Done"/> and <paramref name="Total"/> count documents.</summary>
    public sealed record State(StartupPhase Phase, long Done, long? Total, string? Problem)
    {
        /// <summary>Whether work is going on.</summary>
        public bool IsBusy => Phase is StartupPhase.Starting or StartupPhase.LoadingDemo or StartupPhase.Indexing;

        /// <summary>One sentence for people; empty when all is done.</summary>
        public string Sentence => Phase switch
        {
            StartupPhase.Starting => "Getting ready …",
            StartupPhase.LoadingDemo => $"Reading the demo organisation: {Done:N0} entries so far. You can search already; more is found as this goes on.",
            StartupPhase.Indexing when Total is > 0 => $"Indexing: {Done:N0} of {Total:N0} changes. You can search already; more is found as this goes on.",
            StartupPhase.Indexing => "Indexing. You can search already; more is found as this goes on.",
            StartupPhase.Failed => $"Reading or indexing stopped: {Problem} What was stored before can be found. The log has the details; a restart goes on where it stopped.",
            _ => "",
        };
    }
}
