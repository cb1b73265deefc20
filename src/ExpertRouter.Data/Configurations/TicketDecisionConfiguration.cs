using ExpertRouter.Core.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class TicketDecisionConfiguration : IEntityTypeConfiguration<TicketDecision>
{
    public void Configure(EntityTypeBuilder<TicketDecision> builder)
    {
        builder.HasKey(decision => new { decision.TicketId, decision.Round });
        builder.HasIndex(decision => decision.At);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(decision => decision.TicketId);
    }
}
