namespace ExpertRouter.Web.Endpoints;

/// <summary>What became of a submission or outcome.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="IsNew">Whether this call made it.</param>
/// <param name="State">Where it stands now.</param>
public sealed record TicketReceiptResponse(Guid Id, bool IsNew, string State);
