using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class TicketOfferConfiguration : IEntityTypeConfiguration<TicketOffer>
{
    public void Configure(EntityTypeBuilder<TicketOffer> builder)
    {
        builder.HasKey(offer => new { offer.TicketId, offer.EventNumber, offer.ExpertId });
        builder.HasIndex(offer => new { offer.ExpertId, offer.Answer });
        builder.HasIndex(offer => new { offer.ExpertId, offer.OfferedAt });
        builder.HasOne<Ticket>().WithMany().HasForeignKey(offer => offer.TicketId);
        builder.HasOne<Expert>().WithMany().HasForeignKey(offer => offer.ExpertId);
    }
}
