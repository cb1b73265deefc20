using ExpertRouter.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExpertRouter.Data.Tests;

public sealed class DatabaseSetupTests
{
    [Theory]
    [InlineData("Host=db.example.org", 100)]
    [InlineData("Host=db.example.org;Max Auto Prepare=0", 0)]
    [InlineData("Host=db.example.org;MaxAutoPrepare=7", 7)]
    public void Postgres_StatementsThatComeAgain_ArePreparedUnlessTheConnectionStringSaysOtherwise(string configured, int prepared)
    {
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseExpertRouterDatabase(new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = configured });
        using var db = new AppDbContext(builder.Options);

        var used = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());

        Assert.Equal(("db.example.org", prepared), (used.Host, used.MaxAutoPrepare));
    }
}
