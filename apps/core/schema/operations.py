"""One operation of the OpenAPI document: what every operation has is said here, once."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from apps.core.problems import reason_of
from apps.core.schema.refusals import Refusals, headers_of, response_of

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
KEY = {"$ref": "#/components/parameters/IdempotencyKey"}
REPLAYED = {"$ref": "#/components/headers/Idempotency-Replayed"}
FIRST_REFUSAL = 400


class ApiSchema(AutoSchema):
    """Adds the refusals, headers and parameters that the API's machinery gives each operation."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        if self.takes_key:
            operation.setdefault("parameters", []).append(KEY)
        self._refuse(operation)
        for status, response in operation["responses"].items():
            response["headers"] = {**headers_of(int(status)), **response.get("headers", {})}
            if self.takes_key and int(status) not in (401, 429):
                response["headers"]["Idempotency-Replayed"] = REPLAYED
        return operation

    @property
    def takes_key(self) -> bool:
        return self.method in UNSAFE and getattr(self.view, "takes_idempotency_key", True)

    def _get_response_for_code(self, serializer: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(serializer, Refusals):
            return {"codes": list(serializer.codes)}
        return super()._get_response_for_code(serializer, *args, **kwargs)

    def _refuse(self, operation: dict[str, Any]) -> None:
        """Join what the view declares and what can happen to every such operation."""
        responses = operation["responses"]
        declared = {int(status): said.get("codes", []) for status, said in responses.items()}
        usual = self._usual(operation)
        for status in sorted({*declared, *usual}):
            codes = [*declared.get(status, []), *usual.get(status, [])] or [reason_of(status)]
            if status >= FIRST_REFUSAL:
                responses[str(status)] = response_of(status, list(dict.fromkeys(codes)))
        operation["responses"] = dict(sorted(responses.items()))

    def _usual(self, operation: dict[str, Any]) -> dict[int, list[str]]:
        places = {parameter.get("in") for parameter in operation.get("parameters", [])}
        codes: dict[int, list[str]] = {
            400: ["bad_request"],
            406: ["not_acceptable"],
            429: ["too_many_requests"],
            503: ["unavailable"],
        }
        if "requestBody" in operation:
            codes |= {400: ["invalid", "parse_error"], 415: ["unsupported_media_type"]}
            codes[413] = ["body_too_large"]
        elif "query" in places:
            codes[400] = ["invalid"]
        if "path" in places:
            codes[404] = ["not_found"]
        if self.view.get_authenticators():
            codes[401] = ["not_authenticated", "access_token_invalid"]
            codes[403] = ["forbidden", "csrf_failed"] if self.method in UNSAFE else ["forbidden"]
        if self.takes_key:
            codes[400] = [*codes[400], "idempotency_key_invalid"]
            codes |= {409: ["still_running"], 422: ["idempotency_key_reused"]}
        return codes
