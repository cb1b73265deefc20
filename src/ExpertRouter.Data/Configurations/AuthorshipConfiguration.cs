using ExpertRouter.Core.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class AuthorshipConfiguration : IEntityTypeConfiguration<Authorship>
{
    public void Configure(EntityTypeBuilder<Authorship> builder)
    {
        builder.HasKey(authorship => new { authorship.DocumentId, authorship.ExpertId, authorship.Role });
        builder.HasIndex(authorship => authorship.ExpertId);
        builder.HasOne<Expert>().WithMany().HasForeignKey(authorship => authorship.ExpertId);
    }
}
