using ExpertRouter.App.Finding;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Core.Routing;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Previews;

/// <summary>Decides without consequences: nothing is stored, nobody is asked. Thread-safe.</summary>
public sealed class RoutePreviewer(
    TicketIntake intake, TicketRouter router, ExpertFinder finder, ExpertDirectory directory, IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Stands for a requester who is not said; nobody can have this address.</summary>
    public const string Somebody = "somebody@example.invalid";

    /// <summary>What would be decided about a submission.</summary>
    /// <param name="submission">As it would arrive; the requester may be <see cref="Somebody"/>.</param>
    /// <param name="policy">A policy to try; null means the one in force.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="TicketRejectedException">It would be refused.</exception>
    public async Task<RoutePreview> PreviewAsync(TicketSubmission submission, IRoutingPolicy? policy, CancellationToken cancellationToken)
    {
        var ticket = intake.ToTicket(submission);
        await intake.CheckAsync(ticket, requester: ticket.RequesterEmail != Somebody, cancellationToken);
        await directory.RefreshAsync(cancellationToken);
        var decision = await router.PreviewAsync(ticket, policy, cancellationToken);
        var similar = decision.Choice.Action == RoutingAction.Abstain
            ? (await finder.FindAsync(new FindRequest { Text = $"{ticket.Title}\n{ticket.Body}", Viewer = Viewer.Public, Top = 1, EvidencePerExpert = 1 }, cancellationToken)).SimilarQuestion
            : null;
        long[] named = [.. decision.Candidates.Select(candidate => candidate.ExpertId).Concat(decision.Excluded.Select(exclusion => exclusion.ExpertId)).Distinct()];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await db.Experts.Where(expert => named.Contains(expert.Id)).ToDictionaryAsync(expert => expert.Id, expert => expert.Name, cancellationToken);
        return new RoutePreview(decision, names, similar);
    }
}
