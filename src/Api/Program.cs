using Parley.Api;

// Settings are read once: watching for changes would watch the folder that the store writes to.
var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
builder.AddParley();

var app = builder.Build();
app.UseParley();

await app.RunAsync();
