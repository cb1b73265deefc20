using ExpertRouter.Learning.Acceptance;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>How far calibration from outcomes is. Immutable.</summary>
/// <param name="Outcomes">Outcomes of the router's askings that are known.</param>
/// <param name="Artifact">What was fitted and how well it held on later outcomes; null while there are too few.</param>
/// <param name="Calibrator">Ready to use; null with it.</param>
/// <param name="Problem">Why there is none, for people.</param>
public sealed record CalibrationState(int Outcomes, CalibrationArtifact? Artifact, ICalibrator? Calibrator, string? Problem);
