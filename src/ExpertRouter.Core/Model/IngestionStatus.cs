namespace ExpertRouter.Core.Model;

/// <summary>State of an ingestion run.</summary>
public enum IngestionStatus
{
    /// <summary>In progress, or killed before it could say otherwise.</summary>
    Running,

    /// <summary>Read to the end.</summary>
    Completed,

    /// <summary>Stopped by an error; the next run resumes.</summary>
    Failed,

    /// <summary>Stopped on request; the next run resumes.</summary>
    Cancelled,
}
