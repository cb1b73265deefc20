using ExpertRouter.Core.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class TicketMailConfiguration : IEntityTypeConfiguration<TicketMail>
{
    public void Configure(EntityTypeBuilder<TicketMail> builder)
    {
        builder.HasKey(mail => new { mail.TicketId, mail.EventNumber, mail.Recipient });
        builder.HasIndex(mail => new { mail.DoneAt, mail.DueAt });
    }
}
