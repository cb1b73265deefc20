using System.Threading.RateLimiting;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Messaging;
using ExpertRouter.App.Setup;
using ExpertRouter.Data;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Endpoints;
using ExpertRouter.Web.Tickets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.FluentUI.AspNetCore.Components;

namespace ExpertRouter.Web.Hosting;

/// <summary>The portal's own services.</summary>
public static class PortalSetup
{
    /// <summary>Registers pages, sign-in, policies, API and background work.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services, DataDirectory data, IConfiguration configuration)
    {
        var options = configuration.GetSection(PortalOptions.Section).Get<PortalOptions>() ?? new PortalOptions();
        services.AddSingleton(options);
        services.AddSingleton<DemoMode>();
        services.AddSingleton<StartupProgress>();
        services.AddSingleton<SetupCode>();
        services.AddSingleton<IngestionBoard>();
        services.AddSingleton<SystemStateReader>();
        services.AddSingleton<TicketGate>();
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<ColleagueFinder>();
        services.AddHostedService<StoreStartup>();
        services.AddIndexService();
        services.AddHostedService<ContentStartup>();
        services.AddMessaging(configuration);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddFluentUIComponents();
        services.AddSignIn(data);
        services.AddApi(options);
        services.Configure<ForwardedHeadersOptions>(forwarded =>
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        return services;
    }

    private static void AddSignIn(this IServiceCollection services, DataDirectory data)
    {
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<AppUser>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 12;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireDigit = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AppDbContext>()
            .AddClaimsPrincipalFactory<PortalClaims>()
            .AddSignInManager();
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "expertrouter";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.LoginPath = "/account/sign-in";
            cookie.AccessDeniedPath = "/account/denied";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnRedirectToLogin = ApiStatus.Instead(StatusCodes.Status401Unauthorized, cookie.Events.OnRedirectToLogin);
            cookie.Events.OnRedirectToAccessDenied = ApiStatus.Instead(StatusCodes.Status403Forbidden, cookie.Events.OnRedirectToAccessDenied);
        });
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "expertrouter-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("ExpertRouter")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(data.Root, "keys")));
        services.AddAuthorization(Policies.Register);
        services.AddSingleton<IAuthorizationHandler, SearchRequirementHandler>();
        services.AddSingleton<ViewerReader>();
        services.AddSingleton<AccountStanding>();
        services.AddSingleton<ApiKeyRing>();
    }

    private static void AddApi(this IServiceCollection services, PortalOptions options)
    {
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer<ApiDocument>());
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<IndexHealth>("index").AddCheck<EncoderHealth>("encoder");
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(ApiLimits.PolicyName, context => RateLimitPartition.GetTokenBucketLimiter(
                ApiLimits.Caller(context),
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.ApiRequestsPerMinute,
                    TokensPerPeriod = Math.Max(1, options.ApiRequestsPerMinute / 60),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }));
            limiter.OnRejected = ApiLimits.ExplainAsync;
        });
    }
}
