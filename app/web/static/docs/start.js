"use strict";

window.SwaggerUIBundle({
  dom_id: "#api",
  url: document.currentScript.dataset.openapi,
  deepLinking: true,
  // Swagger UI would else ask a server of its makers whether the document is valid.
  validatorUrl: null,
});
