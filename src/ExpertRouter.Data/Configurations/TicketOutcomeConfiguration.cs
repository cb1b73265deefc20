using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class TicketOutcomeConfiguration : IEntityTypeConfiguration<TicketOutcome>
{
    public void Configure(EntityTypeBuilder<TicketOutcome> builder)
    {
        builder.HasKey(outcome => new { outcome.TicketId, outcome.EventNumber, outcome.ExpertId });
        builder.HasIndex(outcome => outcome.At);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(outcome => outcome.TicketId);
        builder.HasOne<Expert>().WithMany().HasForeignKey(outcome => outcome.ExpertId);
    }
}
