using IAfluence.Web.Hosting;

// The slim builder leaves out IIS integration and other unused hosting features, which shortens start-up. HTTPS configuration is added back.
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
builder.AddIAfluence();
var app = builder.Build();
app.UseIAfluence();
return await app.RunWithChecksAsync();

public partial class Program;
