using ExpertRouter.Core.Routing.Batches;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Previews;

/// <summary>Who could take what waits, so that nobody gets more than they have room for. Immutable by convention.</summary>
/// <param name="Assigned">Likeliest first.</param>
/// <param name="Unassigned">Tickets that nobody could take, oldest first.</param>
/// <param name="Value">Expected number of tickets in the right hands.</param>
/// <param name="Likeliest">What asking each ticket's likeliest expert would do instead.</param>
/// <param name="Waiting">Tickets that wait, those beyond <see cref="BatchPreviewer.Depth"/> included.</param>
/// <param name="IsCalibrated">Whether all probabilities are fitted to past outcomes; otherwise they, and the value, only say who stands out.</param>
public sealed record BatchPreview(
    IReadOnlyList<BatchProposal> Assigned, IReadOnlyList<Ticket> Unassigned, double Value, BatchOverload Likeliest, int Waiting, bool IsCalibrated);
