using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ExpertRouter.Migrations.Postgres;

/// <summary>Lets <c>dotnet ef</c> build the context; never opens a connection.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    /// <inheritdoc/>
    public AppDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseExpertRouterDatabase(new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = "Host=localhost;Database=design" });
        return new AppDbContext(builder.Options);
    }
}
