using ExpertRouter.Core.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class ExpertMergeConfiguration : IEntityTypeConfiguration<ExpertMerge>
{
    public void Configure(EntityTypeBuilder<ExpertMerge> builder)
    {
        builder.Property(merge => merge.Id).ValueGeneratedNever();
        builder.HasIndex(merge => new { merge.ExpertId, merge.IntoExpertId });
        builder.HasOne<Expert>().WithMany().HasForeignKey(merge => merge.ExpertId);
        builder.HasOne<Expert>().WithMany().HasForeignKey(merge => merge.IntoExpertId);
    }
}
