using ExpertRouter.Web.Hosting;

var builder = PortalHost.CreateBuilder(args);
var app = PortalHost.Build(builder);
await app.RunAsync();
