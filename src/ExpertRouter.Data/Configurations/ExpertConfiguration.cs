using ExpertRouter.Core.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class ExpertConfiguration : IEntityTypeConfiguration<Expert>
{
    public void Configure(EntityTypeBuilder<Expert> builder)
    {
        builder.Property(expert => expert.Id).ValueGeneratedNever();
        builder.HasIndex(expert => new { expert.SourceId, expert.ExternalId }).IsUnique();
        builder.HasIndex(expert => expert.Email);
        builder.HasIndex(expert => expert.NormalizedName);
        builder.HasIndex(expert => expert.MergedIntoId);
        builder.HasIndex(expert => expert.ChangeSequence);
        builder.HasOne<Source>().WithMany().HasForeignKey(expert => expert.SourceId);
        builder.HasOne<Expert>().WithMany().HasForeignKey(expert => expert.MergedIntoId);
    }
}
