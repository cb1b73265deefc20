using ExpertRouter.App.Encoders;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>Ticket → traits. The tags of a restricted ticket are left out: they would name regions that are shown at other tickets. Thread-safe.</summary>
public sealed class TraitsReader(InstalledEncoders? encoders = null)
{
    /// <summary>The encoder behind the topics by now; null when none serves.</summary>
    public string? Encoder => encoders?.Serving?.Encoder.ModelId;

    /// <summary>What a ticket is like; it need not be stored. Without topics if the encoder fails: routing goes on without meaning, as searches do.</summary>
    public async Task<TicketTraits> ReadAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var text = $"{ticket.Title}\n{ticket.Body}";
        var (encoder, topics) = await TopicsAsync(text, cancellationToken);
        return new TicketTraits(
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, ticket.SubmittedAt.UtcDateTime.Hour, ticket.Origin,
            ticket.VisibilityGroups.Length == 0 ? ticket.Tags : [], encoder, topics);
    }

    private async Task<(string? Encoder, double[] Topics)> TopicsAsync(string text, CancellationToken cancellationToken)
    {
        if (encoders?.Serving is not { } meaning)
            return (null, []);
        try
        {
            var vector = (await meaning.Meaning.EncodeAsync(text, cancellationToken)).Vector;
            return (meaning.Encoder.ModelId, vector.IsEmpty ? new double[TopicProjection.Components] : TopicProjection.Of(vector.Span));
        }
        // The search for the same text has logged what is wrong.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (null, []);
        }
    }
}
