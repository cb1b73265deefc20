namespace ExpertRouter.App.Training;

/// <summary>Reciprocal ranks of an encoder on held-out text, one per item, in the corpus's order.</summary>
/// <param name="Pairs">Of an anchor's own text.</param>
/// <param name="Experts">Of the best placed expert of a document.</param>
public sealed record EncoderJudgement(IReadOnlyList<double> Pairs, IReadOnlyList<double> Experts);
