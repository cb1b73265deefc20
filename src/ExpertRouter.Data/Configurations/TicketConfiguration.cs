using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.Property(ticket => ticket.Id).ValueGeneratedNever();
        builder.Property(ticket => ticket.Version).IsConcurrencyToken();
        builder.HasIndex(ticket => new { ticket.Origin, ticket.ExternalId }).IsUnique();
        builder.HasIndex(ticket => new { ticket.State, ticket.DueAt });
        builder.HasIndex(ticket => new { ticket.HolderId, ticket.State });
        builder.HasIndex(ticket => ticket.RequesterEmail);
        builder.HasOne<Expert>().WithMany().HasForeignKey(ticket => ticket.HolderId).OnDelete(DeleteBehavior.SetNull);
    }
}
