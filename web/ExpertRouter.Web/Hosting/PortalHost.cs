using ExpertRouter.App.Setup;
using ExpertRouter.Web.Endpoints;

namespace ExpertRouter.Web.Hosting;

/// <summary>Puts the portal together.</summary>
public static class PortalHost
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Configuration, services and addresses.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

        var data = DataDirectory.Open(builder.Configuration["Data:Directory"] is { Length: > 0 } path ? path : "data");
        builder.Services.AddExpertRouter(data, builder.Configuration);
        builder.Services.AddPortal(data, builder.Configuration);
        return builder;
    }

    /// <summary>Middleware and endpoints, in order.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(IsApi, api => api.UseExceptionHandler());
        app.UseWhen(context => !IsApi(context), pages => pages.UseExceptionHandler("/error", createScopeForErrors: true));
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseWhen(context => !IsApi(context), pages =>
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapAccount();
        app.MapFind();
        app.MapRejects();
        app.MapOpenApi().AllowAnonymous();
        app.MapRazorComponents<Components.App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
