using ExpertRouter.Core.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class VisibilityGroupConfiguration : IEntityTypeConfiguration<VisibilityGroup>
{
    public void Configure(EntityTypeBuilder<VisibilityGroup> builder)
    {
        builder.HasKey(group => group.Id);
    }
}
