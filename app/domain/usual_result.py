"""What results have in common, as the history writes them: data for its compression."""

from __future__ import annotations

USUAL_RESULT = (
    b'{"task_id":"","outcome":"delivered","receipt":{"key":"","size":,"etag":"","crc64":,'
    b'"verified":true,"version_id":"","request_id":"","host_id":"","http_status":200,"callback":'
    b'{"outcome":"delivered","status":200,"body":"","body_cut":false,"binary":false,'
    b'"content_type":"application/json","code":"","message":"","ec":"","headers":[]},"exchange":'
    b'{"method":"PUT","url":"https://oss-cn-.aliyuncs.com/","request_headers":[["host",""],'
    b'["authorization","(hidden)"],["content-type","image/jpeg"],["content-length",""],'
    b'["x-oss-date",""],["x-oss-content-sha256","UNSIGNED-PAYLOAD"],["x-oss-callback",""],'
    b'["x-oss-callback-var",""]],"request_bytes":,"status":200,"headers":[["Server","AliyunOSS"],'
    b'["Date","GMT"],["Content-Type","application/json"],["Content-Length",""],["Connection",'
    b'"keep-alive"],["x-oss-request-id",""],["ETag",""],["x-oss-hash-crc64ecma",""],'
    b'["Content-MD5",""],["x-oss-server-time",""]],"started_at":,"timings":{"connect":0.0,'
    b'"tls":0.0,"send":,"wait":,"receive":,"total":}},"url":""},"failure":null,"started_at":,'
    b'"seconds":,"parts":1,"attempts":1,"practice":false,"answer":""}'
)
"""What results have in common, for the compression; part of the file's format: never change it."""
