using ExpertRouter.Core.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.Property(document => document.Id).ValueGeneratedNever();
        builder.HasIndex(document => new { document.SourceId, document.ExternalId }).IsUnique();
        builder.HasIndex(document => document.ChangeSequence);
        builder.HasOne<Source>().WithMany().HasForeignKey(document => document.SourceId);
        builder.HasMany(document => document.Authorships).WithOne().HasForeignKey(authorship => authorship.DocumentId);
    }
}
