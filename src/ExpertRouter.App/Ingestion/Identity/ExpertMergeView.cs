using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Identity;

/// <summary>A merge with the names to show.</summary>
/// <param name="Merge">The stored row.</param>
/// <param name="ExpertName">Name of the row that was merged.</param>
/// <param name="ExpertSource">Its source.</param>
/// <param name="IntoName">Name of the row it was merged into.</param>
/// <param name="IntoSource">Its source.</param>
public sealed record ExpertMergeView(ExpertMerge Merge, string ExpertName, string ExpertSource, string IntoName, string IntoSource);
