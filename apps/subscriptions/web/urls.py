from django.urls import path

from apps.subscriptions.web import views

urlpatterns = [path("plans/", views.plans, name="plans")]
