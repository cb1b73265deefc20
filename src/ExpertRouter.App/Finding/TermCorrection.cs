namespace ExpertRouter.App.Finding;

/// <summary>A word that occurs nowhere the viewer may look, and the word taken for it.</summary>
/// <param name="Typed">As typed.</param>
/// <param name="Corrected">As searched for.</param>
public sealed record TermCorrection(string Typed, string Corrected);
