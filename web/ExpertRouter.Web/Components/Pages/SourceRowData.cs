using ExpertRouter.App.Ingestion;
using ExpertRouter.Core.Model;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>A source with its latest stored run.</summary>
/// <param name="Source">The source.</param>
/// <param name="Run">Its latest run; null before the first.</param>
public sealed record SourceRowData(Source Source, IngestionRun? Run)
{
    /// <summary>Whether the portal can run it: sources of the API are filled from outside.</summary>
    public bool CanRun => ConnectorFactory.Kinds.Contains(Source.Connector);
}
