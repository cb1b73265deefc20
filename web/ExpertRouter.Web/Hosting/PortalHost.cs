using ExpertRouter.App.Setup;
using ExpertRouter.Web.Endpoints;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

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
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);

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
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(PrepareErrors);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapAccount();
        app.MapFind();
        app.MapSuggest();
        app.MapIngestion();
        app.MapTickets();
        app.MapRejects();
        app.MapOpenApi().AllowAnonymous();
        app.MapRazorComponents<Components.App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    /// <summary>
    /// Programs get a problem, never the page for people. The page that explains a failed request is a page like any other: the form
    /// that failed is not read again for it.
    /// </summary>
    private static async Task PrepareErrors(HttpContext context, RequestDelegate next)
    {
        var features = context.Features;
        var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        if (isApi && features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        if (features.Get<IStatusCodeReExecuteFeature>() is not null || features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            features.Set<IAntiforgeryValidationFeature>(null);
        }
        await next(context);
        var response = context.Response;
        if (isApi && response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            await ApiProblems.Of(response.StatusCode).ExecuteAsync(context);
        // A form that cannot be read leaves a type without a page; without the type the page for people takes its place.
        if (!isApi && response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest })
            response.ContentType = null;
    }
}
