using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion;

/// <summary>What a run did.</summary>
/// <param name="Run">The stored run.</param>
/// <param name="SourceName">Name of the source.</param>
/// <param name="Resumed">An interrupted run was continued.</param>
/// <param name="Placeholders">Experts made for authors that the source does not describe.</param>
/// <param name="Warnings">Messages about oddities, the first hundred.</param>
/// <param name="Merges">Expert rows recognised as somebody already known.</param>
public sealed record IngestionReport(
    IngestionRun Run, string SourceName, bool Resumed, long Placeholders, IReadOnlyList<string> Warnings, long Merges);
