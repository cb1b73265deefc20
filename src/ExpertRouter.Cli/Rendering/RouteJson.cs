using System.Text.Encodings.Web;
using System.Text.Json;
using ExpertRouter.App.Routing.Previews;

namespace ExpertRouter.Cli.Rendering;

/// <summary>The stable JSON of <c>route --json</c> and <c>route batch --json</c>.</summary>
internal static class RouteJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(RoutePreview preview)
    {
        var decision = preview.Decision;
        return JsonSerializer.Serialize(
            new
            {
                Action = decision.Choice.Action.ToString().ToLowerInvariant(),
                decision.Choice.Reason,
                Chosen = decision.Choice.Chosen.Select(Name),
                Candidates = decision.Candidates.Zip(decision.Choice.Propensities, (candidate, propensity) => new
                {
                    candidate.ExpertId, Name = Name(candidate.ExpertId), candidate.Probability, Propensity = propensity, candidate.Load, candidate.Capacity, candidate.Cost,
                }),
                Excluded = decision.Excluded.Select(exclusion => new
                {
                    exclusion.ExpertId, Name = Name(exclusion.ExpertId), Rule = JsonNamingPolicy.CamelCase.ConvertName(exclusion.Kind.ToString()), exclusion.Reason,
                }),
                Policy = decision.PolicyVersion,
                Model = decision.ModelVersion,
                Calibrated = decision.IsCalibrated,
                decision.Path,
                Similar = preview.Similar is { } similar ? new { similar.Key, similar.Title, similar.Url } : null,
            },
            Options);

        string Name(long expert) => preview.Names.GetValueOrDefault(expert) ?? expert.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public static string Write(BatchPreview preview) => JsonSerializer.Serialize(
        new
        {
            Assigned = preview.Assigned.Select(proposal => new
            {
                TicketId = proposal.Ticket.Id, proposal.Ticket.Title, proposal.ExpertId, proposal.Expert, proposal.Probability,
            }),
            Unassigned = preview.Unassigned.Select(ticket => new { TicketId = ticket.Id, ticket.Title }),
            preview.Value,
        },
        Options);
}
