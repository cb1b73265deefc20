using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class ExpertSettingsConfiguration : IEntityTypeConfiguration<ExpertSettings>
{
    public void Configure(EntityTypeBuilder<ExpertSettings> builder)
    {
        builder.HasKey(settings => settings.ExpertId);
        builder.Property(settings => settings.ExpertId).ValueGeneratedNever();
        builder.HasOne<Expert>().WithOne().HasForeignKey<ExpertSettings>(settings => settings.ExpertId);
    }
}
