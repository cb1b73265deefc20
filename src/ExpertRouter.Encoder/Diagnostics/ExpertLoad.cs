namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>What one expert of the layer does. Its number is an index into weights and says nothing about people.</summary>
/// <param name="Index">Column of the gates.</param>
/// <param name="IsShared">Sees everything with weight 1.</param>
/// <param name="Share">Share of the routed choices that fell on it; for a shared one 1.</param>
/// <param name="MeanGate">Mean gate where it was chosen; 0 when it never was.</param>
/// <param name="Parameters">Its weights; 0 for a null expert.</param>
public sealed record ExpertLoad(int Index, bool IsShared, double Share, double MeanGate, long Parameters);
