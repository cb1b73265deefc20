using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class ConflictOfInterestConfiguration : IEntityTypeConfiguration<ConflictOfInterest>
{
    public void Configure(EntityTypeBuilder<ConflictOfInterest> builder)
    {
        builder.Property(conflict => conflict.Id).ValueGeneratedNever();
        builder.HasIndex(conflict => new { conflict.ExpertId, conflict.Kind, conflict.Subject }).IsUnique();
        builder.HasOne<Expert>().WithMany().HasForeignKey(conflict => conflict.ExpertId);
    }
}
